"""Does a real client work? The installed command, on a free port, over a real socket."""
