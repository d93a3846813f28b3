"""The forms of names: how they are written, what they are made of, which of them are one by grammar alone."""
