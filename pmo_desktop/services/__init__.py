"""What can be done with a workspace, and what can be asked of it. Takes a session, never opens one."""
