"""The screen of honest data: the quality review, its signs, and questions about them."""
