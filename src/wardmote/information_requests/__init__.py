"""Information requests: what somebody asks of the record, and the answer, paragraph by paragraph."""
