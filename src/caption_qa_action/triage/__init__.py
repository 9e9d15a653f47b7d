"""What becomes of findings before they are reported; imports only core."""
