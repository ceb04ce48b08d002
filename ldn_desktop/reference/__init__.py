"""What is known about LDN: content files decoded strictly, checked, and looked up."""
