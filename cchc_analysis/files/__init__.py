"""From a file to a grid of cells, whatever its format: Excel's, ODS, CSV or a page that calls itself one."""
