"""Drives real browsers through a visit and an exit, and looks at what stays behind."""
