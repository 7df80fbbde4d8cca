"""China: dictionary, forms, indicators, schemes and level names. Data only; nothing here is code."""
