"""What am I entitled to? An open page in plain words; nothing that is told here is kept."""
