"""A content folder as its editors left it."""
