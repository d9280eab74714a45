"""The verbs that API, admin pages, jobs and command line share: load, decide, save, announce."""
