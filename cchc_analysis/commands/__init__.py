"""The commands of ``cchc``, a module each; nothing heavy is loaded before a command runs."""
