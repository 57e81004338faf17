"""The page: GOV.UK components, our own base without script or crown, and how dates and money are written."""
