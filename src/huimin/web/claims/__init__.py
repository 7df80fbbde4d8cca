"""The office's side of claims: taking them, deciding them in two steps, holding, stopping, answering appeals."""
