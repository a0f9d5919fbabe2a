"""Running the work of a build in parallel: in processes on this machine, or on a cluster."""
