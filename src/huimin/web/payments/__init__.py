"""Paying: rolls with two people, bank files and answers, what failed, what is to come back, each level's money."""
