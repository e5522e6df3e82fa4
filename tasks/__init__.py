"""What happens in a night: plain functions over text and frames, with Prefect only in `stages`."""
