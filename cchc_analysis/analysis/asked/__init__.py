"""What is asked, of whom, among whom: arguments and units become what they mean in a frame."""
