"""The bank holidays that are settled: gov.uk's own list, written down once, with its source.

Source: https://www.gov.uk/bank-holidays.json (Banking and Financial Dealings Act 1971 and each year's royal
proclamations), as kept by the package `govuk-bank-holidays` 0.19. Scotland's 15 June 2026 was proclaimed in
February 2026, after that copy was made. The tests hold every line against that package and against the
package `holidays`. When gov.uk publishes another year: add its lines here and move CONFIRMED_UNTIL.
"""

from datetime import date

CONFIRMED_FROM = date(2012, 1, 1)
CONFIRMED_UNTIL = date(2028, 12, 31)

ENGLAND_AND_WALES = """
2012-01-02 New Year's Day (substitute day)
2012-04-06 Good Friday
2012-04-09 Easter Monday
2012-05-07 Early May bank holiday
2012-06-04 Spring bank holiday (substitute day)
2012-06-05 Queen's Diamond Jubilee (substitute day)
2012-08-27 Summer bank holiday
2012-12-25 Christmas Day
2012-12-26 Boxing Day
2013-01-01 New Year's Day
2013-03-29 Good Friday
2013-04-01 Easter Monday
2013-05-06 Early May bank holiday
2013-05-27 Spring bank holiday
2013-08-26 Summer bank holiday
2013-12-25 Christmas Day
2013-12-26 Boxing Day
2014-01-01 New Year's Day
2014-04-18 Good Friday
2014-04-21 Easter Monday
2014-05-05 Early May bank holiday
2014-05-26 Spring bank holiday
2014-08-25 Summer bank holiday
2014-12-25 Christmas Day
2014-12-26 Boxing Day
2015-01-01 New Year's Day
2015-04-03 Good Friday
2015-04-06 Easter Monday
2015-05-04 Early May bank holiday
2015-05-25 Spring bank holiday
2015-08-31 Summer bank holiday
2015-12-25 Christmas Day
2015-12-28 Boxing Day (substitute day)
2016-01-01 New Year's Day
2016-03-25 Good Friday
2016-03-28 Easter Monday
2016-05-02 Early May bank holiday
2016-05-30 Spring bank holiday
2016-08-29 Summer bank holiday
2016-12-26 Boxing Day
2016-12-27 Christmas Day (substitute day)
2017-01-02 New Year's Day (substitute day)
2017-04-14 Good Friday
2017-04-17 Easter Monday
2017-05-01 Early May bank holiday
2017-05-29 Spring bank holiday
2017-08-28 Summer bank holiday
2017-12-25 Christmas Day
2017-12-26 Boxing Day
2018-01-01 New Year's Day
2018-03-30 Good Friday
2018-04-02 Easter Monday
2018-05-07 Early May bank holiday
2018-05-28 Spring bank holiday
2018-08-27 Summer bank holiday
2018-12-25 Christmas Day
2018-12-26 Boxing Day
2019-01-01 New Year's Day
2019-04-19 Good Friday
2019-04-22 Easter Monday
2019-05-06 Early May bank holiday
2019-05-27 Spring bank holiday
2019-08-26 Summer bank holiday
2019-12-25 Christmas Day
2019-12-26 Boxing Day
2020-01-01 New Year's Day
2020-04-10 Good Friday
2020-04-13 Easter Monday
2020-05-08 Early May bank holiday (VE day)
2020-05-25 Spring bank holiday
2020-08-31 Summer bank holiday
2020-12-25 Christmas Day
2020-12-28 Boxing Day (substitute day)
2021-01-01 New Year's Day
2021-04-02 Good Friday
2021-04-05 Easter Monday
2021-05-03 Early May bank holiday
2021-05-31 Spring bank holiday
2021-08-30 Summer bank holiday
2021-12-27 Christmas Day (substitute day)
2021-12-28 Boxing Day (substitute day)
2022-01-03 New Year's Day (substitute day)
2022-04-15 Good Friday
2022-04-18 Easter Monday
2022-05-02 Early May bank holiday
2022-06-02 Spring bank holiday
2022-06-03 Platinum Jubilee bank holiday
2022-08-29 Summer bank holiday
2022-09-19 Bank holiday for the State Funeral of Queen Elizabeth II
2022-12-26 Boxing Day
2022-12-27 Christmas Day (substitute day)
2023-01-02 New Year's Day (substitute day)
2023-04-07 Good Friday
2023-04-10 Easter Monday
2023-05-01 Early May bank holiday
2023-05-08 Bank holiday for the coronation of King Charles III
2023-05-29 Spring bank holiday
2023-08-28 Summer bank holiday
2023-12-25 Christmas Day
2023-12-26 Boxing Day
2024-01-01 New Year's Day
2024-03-29 Good Friday
2024-04-01 Easter Monday
2024-05-06 Early May bank holiday
2024-05-27 Spring bank holiday
2024-08-26 Summer bank holiday
2024-12-25 Christmas Day
2024-12-26 Boxing Day
2025-01-01 New Year's Day
2025-04-18 Good Friday
2025-04-21 Easter Monday
2025-05-05 Early May bank holiday
2025-05-26 Spring bank holiday
2025-08-25 Summer bank holiday
2025-12-25 Christmas Day
2025-12-26 Boxing Day
2026-01-01 New Year's Day
2026-04-03 Good Friday
2026-04-06 Easter Monday
2026-05-04 Early May bank holiday
2026-05-25 Spring bank holiday
2026-08-31 Summer bank holiday
2026-12-25 Christmas Day
2026-12-28 Boxing Day (substitute day)
2027-01-01 New Year's Day
2027-03-26 Good Friday
2027-03-29 Easter Monday
2027-05-03 Early May bank holiday
2027-05-31 Spring bank holiday
2027-08-30 Summer bank holiday
2027-12-27 Christmas Day (substitute day)
2027-12-28 Boxing Day (substitute day)
2028-01-03 New Year's Day (substitute day)
2028-04-14 Good Friday
2028-04-17 Easter Monday
2028-05-01 Early May bank holiday
2028-05-29 Spring bank holiday
2028-08-28 Summer bank holiday
2028-12-25 Christmas Day
2028-12-26 Boxing Day
"""

# What Scotland and Northern Ireland have besides: a day that is a holiday in any part of the UK is no working
# day for the Freedom of Information Act 2000 (section 10(6)).
ELSEWHERE_IN_THE_UK = """
2012-01-03 New Year's Day (Scotland, substitute day)
2012-03-19 St Patrick's Day (Northern Ireland, substitute day)
2012-07-12 Battle of the Boyne (Northern Ireland)
2012-08-06 Summer bank holiday (Scotland)
2012-11-30 St Andrew's Day (Scotland)
2013-01-02 2nd January (Scotland)
2013-03-18 St Patrick's Day (Northern Ireland, substitute day)
2013-07-12 Battle of the Boyne (Northern Ireland)
2013-08-05 Summer bank holiday (Scotland)
2013-12-02 St Andrew's Day (Scotland, substitute day)
2014-01-02 2nd January (Scotland)
2014-03-17 St Patrick's Day (Northern Ireland)
2014-07-14 Battle of the Boyne (Northern Ireland, substitute day)
2014-08-04 Summer bank holiday (Scotland)
2014-12-01 St Andrew's Day (Scotland, substitute day)
2015-01-02 2nd January (Scotland)
2015-03-17 St Patrick's Day (Northern Ireland)
2015-07-13 Battle of the Boyne (Northern Ireland, substitute day)
2015-08-03 Summer bank holiday (Scotland)
2015-11-30 St Andrew's Day (Scotland)
2016-01-04 2nd January (Scotland, substitute day)
2016-03-17 St Patrick's Day (Northern Ireland)
2016-07-12 Battle of the Boyne (Northern Ireland)
2016-08-01 Summer bank holiday (Scotland)
2016-11-30 St Andrew's Day (Scotland)
2017-01-03 New Year's Day (Scotland, substitute day)
2017-03-17 St Patrick's Day (Northern Ireland)
2017-07-12 Battle of the Boyne (Northern Ireland)
2017-08-07 Summer bank holiday (Scotland)
2017-11-30 St Andrew's Day (Scotland)
2018-01-02 2nd January (Scotland)
2018-03-19 St Patrick's Day (Northern Ireland, substitute day)
2018-07-12 Battle of the Boyne (Northern Ireland)
2018-08-06 Summer bank holiday (Scotland)
2018-11-30 St Andrew's Day (Scotland)
2019-01-02 2nd January (Scotland)
2019-03-18 St Patrick's Day (Northern Ireland, substitute day)
2019-07-12 Battle of the Boyne (Northern Ireland)
2019-08-05 Summer bank holiday (Scotland)
2019-12-02 St Andrew's Day (Scotland, substitute day)
2020-01-02 2nd January (Scotland)
2020-03-17 St Patrick's Day (Northern Ireland)
2020-07-13 Battle of the Boyne (Northern Ireland, substitute day)
2020-08-03 Summer bank holiday (Scotland)
2020-11-30 St Andrew's Day (Scotland)
2021-01-04 2nd January (Scotland, substitute day)
2021-03-17 St Patrick's Day (Northern Ireland)
2021-07-12 Battle of the Boyne (Northern Ireland)
2021-08-02 Summer bank holiday (Scotland)
2021-11-30 St Andrew's Day (Scotland)
2022-01-04 2nd January (Scotland, substitute day)
2022-03-17 St Patrick's Day (Northern Ireland)
2022-07-12 Battle of the Boyne (Northern Ireland)
2022-08-01 Summer bank holiday (Scotland)
2022-11-30 St Andrew's Day (Scotland)
2023-01-03 2nd January (Scotland, substitute day)
2023-03-17 St Patrick's Day (Northern Ireland)
2023-07-12 Battle of the Boyne (Northern Ireland)
2023-08-07 Summer bank holiday (Scotland)
2023-11-30 St Andrew's Day (Scotland)
2024-01-02 2nd January (Scotland)
2024-03-18 St Patrick's Day (Northern Ireland, substitute day)
2024-07-12 Battle of the Boyne (Northern Ireland)
2024-08-05 Summer bank holiday (Scotland)
2024-12-02 St Andrew's Day (Scotland, substitute day)
2025-01-02 2nd January (Scotland)
2025-03-17 St Patrick's Day (Northern Ireland)
2025-07-14 Battle of the Boyne (Northern Ireland, substitute day)
2025-08-04 Summer bank holiday (Scotland)
2025-12-01 St Andrew's Day (Scotland, substitute day)
2026-01-02 2nd January (Scotland)
2026-03-17 St Patrick's Day (Northern Ireland)
2026-06-15 World Cup bank holiday (Scotland)
2026-07-13 Battle of the Boyne (Northern Ireland, substitute day)
2026-08-03 Summer bank holiday (Scotland)
2026-11-30 St Andrew's Day (Scotland)
2027-01-04 2nd January (Scotland, substitute day)
2027-03-17 St Patrick's Day (Northern Ireland)
2027-07-12 Battle of the Boyne (Northern Ireland)
2027-08-02 Summer bank holiday (Scotland)
2027-11-30 St Andrew's Day (Scotland)
2028-01-04 2nd January (Scotland, substitute day)
2028-03-17 St Patrick's Day (Northern Ireland)
2028-07-12 Battle of the Boyne (Northern Ireland)
2028-08-07 Summer bank holiday (Scotland)
2028-11-30 St Andrew's Day (Scotland)
"""


def written(lines: str) -> dict[date, str]:
    """Return the days of a list above by date."""
    return {date.fromisoformat(line[:10]): line[11:] for line in lines.split("\n") if line}
