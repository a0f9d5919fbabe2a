"""Text set and drawn without a browser."""
