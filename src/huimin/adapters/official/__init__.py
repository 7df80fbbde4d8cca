"""Official documents: templates of text, and the layouts docx, PDF and HTML."""
