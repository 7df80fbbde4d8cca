"""The comparison of lists from beginning to end: matching, counting, telling; and invented lists with a known truth."""
