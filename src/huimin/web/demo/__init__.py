"""What ``make demo`` plays on the simulated city: accounts, a month in the middle of its work, a published assessment.

Everything here goes through the same actions as a person's clicks. It refuses a workspace that is not simulated.
"""
