"""Clerical review: pairs drawn with known chances and read by people, and what their answers say of all pairs.

Pure statistics: what reaches it are rows, numbers and answers. Nothing of a person is shown or kept here.
"""
