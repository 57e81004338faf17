"""Where figures come from: downloads of data.police.uk, kept by force and month, with where each came from."""
