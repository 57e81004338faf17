"""What others counted in the published files, and where those lie: beside the project, or `WARDMOTE_REAL_DATA`."""

import os
from pathlib import Path

REAL = Path(os.environ.get("WARDMOTE_REAL_DATA") or Path(__file__).parents[4].parent / "shared/data") / "police_uk"
# Crime and anti-social behaviour per 1,000 residents as published, repeats among them: 2022 (11 months, scaled to a
# year) and 2025.
RATES = {
    "Market Drayton": (89.0, 76.9),
    "Bridgnorth": (68.2, 68.1),
    "Newport (Telford and Wrekin)": (70.2, 54.3),
    "Uttoxeter": (70.5, 65.3),
    "Stone (Stafford)": (78.4, 68.9),
    "Biddulph": (79.5, 78.1),
    "Ludlow": (81.9, 86.9),
    "Stourport-on-Severn": (89.8, 88.6),
    "Cheadle (Staffordshire Moorlands)": (93.6, 80.6),
    "Whitchurch (Shropshire)": (102.2, 80.7),
    "Nantwich": (106.7, 92.9),
    "Oswestry": (109.1, 81.8),
    "Leek": (113.8, 98.7),
    "Ross-on-Wye": (115.7, 74.1),
    "Leominster": (144.7, 112.6),
}
