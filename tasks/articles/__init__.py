"""Frame to frame, one module for each stage of the data's way."""
