"""Pure functions over one text: str to str, and str to spans in code points."""
