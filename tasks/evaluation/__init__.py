"""The scores of each task, from gold rows to one dictionary; frame in, frame out."""
