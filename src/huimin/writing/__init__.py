"""Documents that leave the office: their blocks, and sentences built from results. No files, no layout."""
