"""The GitHub Action: its environment mapped onto the command line, the result onto its outputs.

`action.yml` finds a Python and runs `bootstrap.py` with it, which makes an environment with the
locked dependencies and runs this package there.
"""
