"""Reading accuracy, measured on the sample sources; no field may fall below its floor."""
