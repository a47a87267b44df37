"""The national table of 2014 (国办发〔2014〕32号): 65 rows of indicator, unit and number."""
