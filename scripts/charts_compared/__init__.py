"""The charts of the gallery beside those of other libraries; `compare_charts.py` runs it."""
