"""When things happen, and in which order: the flows and the command line."""

import os

# Prefect reads these when it is first imported, which every other module here may do.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
