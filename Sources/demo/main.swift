print("not furnished yet")
