"""The verbs that API, jobs and command line share: load, decide, save, announce."""
