"""Two sets of invented notes, one after the other, for every test that needs a panel with a past.

`QUILLWORT` and `MARZIPAN` stand only in sentences that are confidential from the start.
"""

QUILLWORT, MARZIPAN = "Quillwort", "marzipan"

FIRST = """Ferncombe Police Partnership Panel Meeting
Friday 15th July 2022 at 10.15am in the Long Room, Ferncombe Hall
Notes

Present: Councillor Tarragon (Chair), Councillor Yarrow
In attendance: Inspector Dee, Ms A Clerk (Town Clerk)

1.	Apologies
Received from Councillor Appleyard.

2.	Update from Local Policing Team
Inspector Dee reported that:
·	Quillwort was seen twice near the weir.

4.	To consider what was done for the agreed priorities.

Bicycle Theft
A man was arrested with the marzipan bicycle.

Quiet Nights
There was nothing to report.

5.	Other Issues
Swings in Larkspur Meadow
The Mayor to write to the maker of the swings by 1 August 2022.

Lighting in Cobbler Row
The lack of light in Cobbler Row was discussed. £400 will be spent on a lamp from the Panel Budget.

6.	Next Steps
The next meeting is on Friday 16th September 2022 at 10.15am.
"""

SECOND = """Ferncombe Police Partnership Panel Meeting
Friday 16th September 2022 at 10.15am in the Long Room, Ferncombe Hall
Notes

1.	Apologies
Received from Councillor Yarrow.

2.	Update from Local Policing Team
Inspector Dee reported that:
·	Recorded crime is lower than in Oxbarrow.

4.	To consider what was done for the agreed priorities.

Bicycle theft:
Two locks were given out.

Dark Lanes
The Clerk to visit the lanes by 1 October 2022.

5.	Other Issues
Swings in Larkspur Meadow
The swings were discussed again. The Mayor to write to the maker of the swings by 1 December 2022.

Lighting in Cobbler Row
The lack of light in Cobbler Row was discussed again.
"""
