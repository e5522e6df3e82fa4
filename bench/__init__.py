"""Speed and quality, measured side by side with what a user would otherwise pick."""
