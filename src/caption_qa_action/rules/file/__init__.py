"""The file as a whole: its bytes, its encoding, its line ends, its name."""

# Every format, and files of none.
