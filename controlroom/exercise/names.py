"""Made-up people's names; any likeness to somebody real is chance."""

GIVEN = (
    "Aaron", "Abigail", "Adeola", "Aisha", "Alan", "Amara", "Amir", "Andrew", "Angela",
    "Anil", "Anya", "Ben", "Beth", "Callum", "Carys", "Charlotte", "Chloe", "Chris",
    "Daniel", "Deepa", "Dylan", "Elena", "Emma", "Ewan", "Farah", "Fiona", "Gareth",
    "Grace", "Hana", "Harriet", "Hassan", "Helen", "Ian", "Imogen", "Isaac", "Jade",
    "James", "Jasmin", "Jo", "Kamal", "Karen", "Kwame", "Laura", "Leah", "Liam", "Lucy",
    "Marcus", "Maria", "Megan", "Mina", "Nadia", "Neil", "Nia", "Oliver", "Olu", "Owen",
    "Paul", "Priya", "Rachel", "Rhys", "Rosa", "Ruth", "Sam", "Sana", "Sean", "Simon",
    "Stella", "Tara", "Tom", "Tunde", "Vikram", "Wendy", "Yusuf", "Zoe",
)  # fmt: skip
FAMILY = (
    "Abbott", "Adeyemi", "Ahmed", "Akhtar", "Allen", "Appleby", "Archer", "Atkins",
    "Bailey", "Banerjee", "Barlow", "Begum", "Bell", "Bennett", "Birch", "Boateng",
    "Bowen", "Brandt", "Bright", "Burgess", "Byrne", "Cairns", "Chan", "Chaudhry",
    "Clegg", "Coates", "Cole", "Cooper", "Cross", "Dale", "Davies", "Dawson", "Desai",
    "Dixon", "Drummond", "Dunn", "Eastwood", "Eze", "Fairley", "Farrow", "Finch",
    "Fraser", "Gallagher", "Gill", "Goddard", "Grant", "Greene", "Gupta", "Hale",
    "Hardy", "Hassan", "Hewitt", "Holt", "Hughes", "Hussain", "Iqbal", "Ives", "Jarvis",
    "Jones", "Kapoor", "Kaur", "Keane", "Kelly", "Khan", "Kowalski", "Lacey", "Lam",
    "Lowe", "Mackay", "Malik", "Marsh", "Mensah", "Miller", "Moran", "Mistry", "Nash",
    "Ncube", "Nolan", "Norris", "Nowak", "Oakes", "Okafor", "Osei", "Owusu", "Parkin",
    "Patel", "Pearce", "Petrov", "Pike", "Price", "Quinn", "Rahman", "Reeve", "Reyes",
    "Rowe", "Sandhu", "Shah", "Shaw", "Silva", "Singh", "Slater", "Stone", "Sutton",
    "Swift", "Tanaka", "Thorne", "Tran", "Vance", "Vane", "Varga", "Walsh", "Ward",
    "Webb", "Weston", "Wilde", "Yates", "Young", "Zaman",
)  # fmt: skip
