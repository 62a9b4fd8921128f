"""Telegram: aiogram reads (reader, updates), python-telegram-bot sends (sender).

Nothing else imports this package unless a token is set: the libraries are heavy.
"""
