// 在线办理: fill a form on the phone, send it, follow it, with and without a signal.
