"""Follow-up: notices to offices, tasks with deadline and evidence, the monthly meeting, responsibility letters."""
