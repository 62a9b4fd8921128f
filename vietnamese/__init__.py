"""What the Vietnamese language asks of software: letters, numbers, dates. Pure."""
