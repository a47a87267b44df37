"""Who made a report, for which year, in which scope, each with its evidence."""
