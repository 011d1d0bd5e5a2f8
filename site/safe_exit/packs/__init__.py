"""A folder of pages as documents: PDF, Word, ODT, EPUB, and sheets to print."""
