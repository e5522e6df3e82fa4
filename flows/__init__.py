"""When things happen, and in which order: the flows and the command line."""
