"""What if: change targets or points of a scheme in the page and see at once which areas move and why."""
