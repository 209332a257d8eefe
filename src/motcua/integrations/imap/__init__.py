"""IMAP: the reader of mailboxes behind the port of incoming documents."""
