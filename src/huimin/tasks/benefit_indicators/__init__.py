"""What claims and ledger say about the work on benefits: in time, right, paid, funded, taken up, and appeals."""
