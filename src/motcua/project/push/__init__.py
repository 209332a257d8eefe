"""The push process: holds the connections of open walls, and tells them what changed."""
