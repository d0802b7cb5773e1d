"""Excel workbooks in and out: the one home of openpyxl."""
